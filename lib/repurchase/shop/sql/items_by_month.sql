-- Orders of each month and the items in them.
SELECT
  {{start_of_month(created_at)}} AS month,
  CAST(COUNT(*) AS INTEGER) AS orders,
  CAST(SUM(num_of_item) AS INTEGER) AS items
FROM orders
GROUP BY 1
ORDER BY month
