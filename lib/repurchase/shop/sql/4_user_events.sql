-- Exposure to traffic in the 7, 14 and 30 days before the order was placed.
WITH before AS (
  SELECT
    r.original_order AS order_id,
    e.session_id,
    e.event_type,
    e.traffic_source,
    CASE WHEN e.created_at >= {{plus_days(r.original_date, -7)}} THEN 1 ELSE 0 END AS in_7,
    CASE WHEN e.created_at >= {{plus_days(r.original_date, -14)}} THEN 1 ELSE 0 END AS in_14
  FROM repurchases AS r
  JOIN events AS e
    ON e.user_id = r.user_id
    AND e.created_at < r.original_date
    AND e.created_at >= {{plus_days(r.original_date, -30)}}
)
SELECT
  r.user_id,
  r.original_order AS order_id,
  r.original_date AS order_date,
  COUNT(CASE WHEN b.in_7 = 1 THEN 1 END) AS events_7_days_all,
  COUNT(CASE WHEN b.in_7 = 1 AND b.traffic_source = 'Organic' THEN 1 END) AS events_7_days_organic,
  COUNT(CASE WHEN b.in_7 = 1 AND b.traffic_source IN ('Facebook', 'YouTube') THEN 1 END)
    AS events_7_days_social_network,
  COUNT(CASE WHEN b.in_7 = 1 AND b.traffic_source = 'Adwords' THEN 1 END) AS events_7_days_add,
  COUNT(CASE WHEN b.in_14 = 1 THEN 1 END) AS events_14_days_all,
  COUNT(CASE WHEN b.in_14 = 1 AND b.traffic_source = 'Organic' THEN 1 END)
    AS events_14_days_organic,
  COUNT(CASE WHEN b.in_14 = 1 AND b.traffic_source IN ('Facebook', 'YouTube') THEN 1 END)
    AS events_14_days_social_network,
  COUNT(CASE WHEN b.in_14 = 1 AND b.traffic_source = 'Adwords' THEN 1 END) AS events_14_days_add,
  COUNT(b.event_type) AS events_30_days_all,
  COUNT(CASE WHEN b.traffic_source = 'Organic' THEN 1 END) AS events_30_days_organic,
  COUNT(CASE WHEN b.traffic_source IN ('Facebook', 'YouTube') THEN 1 END)
    AS events_30_days_social_network,
  COUNT(CASE WHEN b.traffic_source = 'Adwords' THEN 1 END) AS events_30_days_add,
  COUNT(CASE WHEN b.event_type = 'product' THEN 1 END) AS events_30_days_product,
  COUNT(CASE WHEN b.event_type = 'cart' THEN 1 END) AS events_30_days_cart,
  COUNT(DISTINCT b.session_id) AS sessions_30_days
FROM repurchases AS r
LEFT JOIN before AS b ON b.order_id = r.original_order
GROUP BY r.user_id, r.original_order, r.original_date
ORDER BY r.user_id, r.original_date, r.original_order
