-- Funnel: how many users of each year came to which step, known users only.
WITH reached AS (
  SELECT
    CAST(EXTRACT(YEAR FROM created_at) AS INTEGER) AS year,
    user_id,
    MAX(CASE WHEN event_type = 'home' THEN 1 ELSE 0 END) AS visited_home,
    MAX(CASE WHEN event_type = 'department' THEN 1 ELSE 0 END) AS browsed_department,
    MAX(CASE WHEN event_type = 'product' THEN 1 ELSE 0 END) AS viewed_product,
    MAX(CASE WHEN event_type = 'cart' THEN 1 ELSE 0 END) AS added_to_cart,
    MAX(CASE WHEN event_type = 'purchase' THEN 1 ELSE 0 END) AS made_purchase,
    MAX(CASE WHEN event_type = 'cancel' THEN 1 ELSE 0 END) AS cancelled
  FROM events
  WHERE user_id IS NOT NULL
  GROUP BY 1, user_id
)
SELECT
  year,
  CAST(COUNT(*) AS INTEGER) AS total_users,
  CAST(SUM(visited_home) AS INTEGER) AS step_1_home,
  CAST(SUM(browsed_department) AS INTEGER) AS step_2_department,
  CAST(SUM(viewed_product) AS INTEGER) AS step_3_product,
  CAST(SUM(added_to_cart) AS INTEGER) AS step_4_cart,
  CAST(SUM(made_purchase) AS INTEGER) AS step_5_purchase,
  CAST(SUM(cancelled) AS INTEGER) AS optional_cancel
FROM reached
GROUP BY year
ORDER BY year
