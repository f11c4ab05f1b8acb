-- Training data: one row per order of query 1, with what is known when the order is delivered.
--
-- Orders whose repurchase came before their delivery are left out: the answer is there before the
-- question is asked. Of the order itself its content is known, and how long shipping and delivery
-- took; everything else is older than the order. The answer is null where the follow-up is not full,
-- as in query 2.
WITH items AS (
  SELECT
    order_id,
    product_category,
    product_brand,
    product_department,
    dc_name,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY item_sale_price DESC, order_item_id) AS place
  FROM order_user_product_data
),
contents AS (
  SELECT
    order_id,
    {{exact_sum(item_sale_price)}} AS order_value,
    {{exact_sum(product_retail_price)}} AS retail_value,
    MAX(item_sale_price) AS dearest_item,
    COUNT(DISTINCT product_category) AS categories
  FROM order_user_product_data
  GROUP BY order_id
),
affinity AS (
  SELECT m.order_id, COUNT(p.id) AS past_items_same_category
  FROM items AS m
  JOIN repurchases AS r ON r.original_order = m.order_id
  JOIN orders AS o ON o.user_id = r.user_id AND o.created_at < r.original_date
  JOIN order_items AS i ON i.order_id = o.order_id
  JOIN products AS p ON p.id = i.product_id AND p.category = m.product_category
  WHERE m.place = 1
  GROUP BY m.order_id
)
SELECT
  r.original_order AS order_id,
  r.user_id,
  r.original_date AS order_date,
  COALESCE(o.delivered_at, r.original_date) AS known_at,
  CASE WHEN r.has_full_follow_up THEN CASE WHEN r.repurchase_order IS NULL THEN 0 ELSE 1 END END
    AS repurchase,
  CASE WHEN r.has_full_follow_up THEN r.days_between END AS days_between,
  r.has_full_follow_up,
  u.age,
  u.gender,
  u.country,
  u.state,
  u.city,
  u.traffic_source,
  {{days_exactly(u.created_at, r.original_date)}} AS tenure_days,
  o.num_of_item,
  c.order_value,
  c.dearest_item,
  CASE WHEN c.retail_value > 0 THEN 1 - c.order_value / c.retail_value END AS discount_share,
  c.categories,
  m.product_category,
  m.product_brand,
  m.product_department,
  m.dc_name,
  CAST(EXTRACT(HOUR FROM r.original_date) AS INTEGER) AS order_hour,
  CAST(EXTRACT(DAY FROM r.original_date) AS INTEGER) AS order_day,
  CAST(EXTRACT(MONTH FROM r.original_date) AS INTEGER) AS order_month,
  CAST({{day_of_week(r.original_date)}} AS INTEGER) AS order_weekday,
  {{days_exactly(r.original_date, o.shipped_at)}} AS shipping_days,
  {{days_exactly(r.original_date, o.delivered_at)}} AS delivery_days,
  b.days_between_orders,
  b.days_since_last_order,
  b.days_since_first_order,
  CAST(b.num_past_orders AS INTEGER) AS num_past_orders,
  b.returned_orders,
  b.num_past_purchase,
  b.past_items,
  b.past_spend,
  b.longest_past_delivery_days,
  CAST(COALESCE(a.past_items_same_category, 0) AS INTEGER) AS past_items_same_category,
  CAST(e.events_7_days_all AS INTEGER) AS events_7_days_all,
  CAST(e.events_7_days_organic AS INTEGER) AS events_7_days_organic,
  CAST(e.events_7_days_social_network AS INTEGER) AS events_7_days_social_network,
  CAST(e.events_7_days_add AS INTEGER) AS events_7_days_add,
  CAST(e.events_14_days_all AS INTEGER) AS events_14_days_all,
  CAST(e.events_14_days_organic AS INTEGER) AS events_14_days_organic,
  CAST(e.events_14_days_social_network AS INTEGER) AS events_14_days_social_network,
  CAST(e.events_14_days_add AS INTEGER) AS events_14_days_add,
  CAST(e.events_30_days_all AS INTEGER) AS events_30_days_all,
  CAST(e.events_30_days_organic AS INTEGER) AS events_30_days_organic,
  CAST(e.events_30_days_social_network AS INTEGER) AS events_30_days_social_network,
  CAST(e.events_30_days_add AS INTEGER) AS events_30_days_add,
  CAST(e.events_30_days_product AS INTEGER) AS events_30_days_product,
  CAST(e.events_30_days_cart AS INTEGER) AS events_30_days_cart,
  CAST(e.sessions_30_days AS INTEGER) AS sessions_30_days
FROM repurchases AS r
JOIN orders AS o ON o.order_id = r.original_order
LEFT JOIN users AS u ON u.id = r.user_id
LEFT JOIN contents AS c ON c.order_id = r.original_order
LEFT JOIN items AS m ON m.order_id = r.original_order AND m.place = 1
LEFT JOIN affinity AS a ON a.order_id = r.original_order
LEFT JOIN user_order_behaviour AS b ON b.order_id = r.original_order
LEFT JOIN user_events AS e ON e.order_id = r.original_order
WHERE r.repurchase_date IS NULL OR r.repurchase_date >= COALESCE(o.delivered_at, r.original_date)
ORDER BY r.original_date, r.original_order
