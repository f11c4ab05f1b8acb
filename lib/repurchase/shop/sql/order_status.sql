-- What became of the orders of each year.
SELECT
  CAST(EXTRACT(YEAR FROM created_at) AS INTEGER) AS year,
  status,
  CAST(COUNT(*) AS INTEGER) AS orders
FROM orders
GROUP BY 1, status
ORDER BY year, status
