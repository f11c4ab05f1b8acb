-- Behaviour from earlier orders, as it was known when the order was placed.
--
-- The state of an order at that moment follows from its own moments: it is complete once delivered
-- and until it is returned. Cancelled orders are not counted apart: when one was cancelled is not
-- stored, and a status that came after the question would be seen.
WITH values_of_orders AS (
  SELECT order_id, COUNT(*) AS items, {{exact_sum(sale_price)}} AS order_value
  FROM order_items
  GROUP BY order_id
),
earlier AS (
  SELECT
    r.original_order AS order_id,
    r.original_date AS order_date,
    o.order_id AS earlier_order,
    o.created_at,
    o.delivered_at,
    COALESCE(v.order_value, 0.0e0) AS order_value,
    COALESCE(v.items, 0) AS items,
    CASE WHEN o.returned_at < r.original_date THEN 1 ELSE 0 END AS is_returned,
    CASE
      WHEN o.delivered_at < r.original_date
        AND NOT COALESCE(o.returned_at < r.original_date, FALSE) THEN 1
      ELSE 0
    END AS is_complete
  FROM repurchases AS r
  JOIN orders AS o ON o.user_id = r.user_id AND o.created_at < r.original_date
  LEFT JOIN values_of_orders AS v ON v.order_id = o.order_id
)
SELECT
  r.user_id,
  r.original_order AS order_id,
  r.original_date AS order_date,
  MIN(CASE WHEN e.is_complete = 1 THEN {{days_exactly(e.created_at, e.order_date)}} END)
    AS days_between_orders,
  MIN({{days_exactly(e.created_at, e.order_date)}}) AS days_since_last_order,
  MAX({{days_exactly(e.created_at, e.order_date)}}) AS days_since_first_order,
  COUNT(e.earlier_order) AS num_past_orders,
  CAST(COALESCE(SUM(e.is_returned), 0) AS INTEGER) AS returned_orders,
  CAST(COALESCE(SUM(e.is_complete), 0) AS INTEGER) AS num_past_purchase,
  CAST(COALESCE(SUM(e.items), 0) AS INTEGER) AS past_items,
  COALESCE({{exact_sum(e.order_value)}}, 0.0e0) AS past_spend,
  MAX(
    CASE WHEN e.delivered_at < e.order_date THEN {{days_exactly(e.created_at, e.delivered_at)}} END
  ) AS longest_past_delivery_days
FROM repurchases AS r
LEFT JOIN earlier AS e ON e.order_id = r.original_order
GROUP BY r.user_id, r.original_order, r.original_date
ORDER BY r.user_id, r.original_date, r.original_order
