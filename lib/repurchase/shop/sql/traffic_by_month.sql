-- Page views and purchases of each month, by where the visit came from.
SELECT
  {{start_of_month(created_at)}} AS month,
  traffic_source,
  CAST(COUNT(*) AS INTEGER) AS page_views,
  CAST(COUNT(CASE WHEN event_type = 'purchase' THEN 1 END) AS INTEGER) AS purchases
FROM events
GROUP BY 1, traffic_source
ORDER BY month, traffic_source
