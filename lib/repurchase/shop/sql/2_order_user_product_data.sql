-- Order, user and product information: one row per item of the orders of query 1.
--
-- Where the follow-up is not full, repurchase is null, even where one was seen: otherwise the known
-- answers of these orders would all be yes.
SELECT
  r.user_id,
  u.age,
  u.gender,
  u.state,
  u.city,
  u.country,
  u.traffic_source,
  r.original_date AS order_date,
  r.original_order AS order_id,
  o.num_of_item,
  CASE WHEN r.has_full_follow_up THEN CASE WHEN r.repurchase_order IS NULL THEN 0 ELSE 1 END END
    AS repurchase,
  i.id AS order_item_id,
  i.product_id,
  i.sale_price AS item_sale_price,
  i.inventory_item_id,
  p.category AS product_category,
  p.name AS product_name,
  p.brand AS product_brand,
  p.department AS product_department,
  p.distribution_center_id AS product_dc_id,
  p.retail_price AS product_retail_price,
  d.name AS dc_name
FROM repurchases AS r
JOIN orders AS o ON o.order_id = r.original_order
LEFT JOIN users AS u ON u.id = r.user_id
LEFT JOIN order_items AS i ON i.order_id = r.original_order
LEFT JOIN products AS p ON p.id = i.product_id
LEFT JOIN distribution_centers AS d ON d.id = p.distribution_center_id
ORDER BY r.user_id, r.original_date, r.original_order, i.id
