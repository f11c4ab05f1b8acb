-- The training data as they were published: one row per item, the state of earlier orders as it is
-- at the export, and no where no repurchase is seen, whether or not the data reach far enough. For
-- the leakage audit only.
-- Visits and earlier orders are counted once; the original counts them once for each item.
SELECT
  d.user_id,
  d.order_id,
  d.order_item_id,
  d.order_date,
  CASE WHEN r.repurchase_order IS NULL THEN 0 ELSE 1 END AS repurchase,
  d.age,
  d.gender,
  d.country,
  d.state,
  d.city,
  d.traffic_source,
  d.num_of_item,
  d.item_sale_price,
  d.product_category,
  d.product_brand,
  d.product_department,
  d.product_retail_price,
  d.dc_name,
  b.days_between_orders,
  b.cancelled_orders,
  b.returned_orders,
  b.num_past_purchase,
  CAST(EXTRACT(HOUR FROM d.order_date) AS INTEGER) AS order_hour,
  CAST(EXTRACT(DAY FROM d.order_date) AS INTEGER) AS order_day,
  CAST(EXTRACT(MONTH FROM d.order_date) AS INTEGER) AS order_month,
  CAST(e.events_7_days_add AS INTEGER) AS events_7_days_add,
  CAST(e.events_7_days_organic AS INTEGER) AS events_7_days_organic,
  CAST(e.events_7_days_social_network AS INTEGER) AS events_7_days_social_network,
  CAST(e.events_7_days_all AS INTEGER) AS events_7_days_all,
  CAST(e.events_14_days_add AS INTEGER) AS events_14_days_add,
  CAST(e.events_14_days_organic AS INTEGER) AS events_14_days_organic,
  CAST(e.events_14_days_social_network AS INTEGER) AS events_14_days_social_network,
  CAST(e.events_14_days_all AS INTEGER) AS events_14_days_all
FROM order_user_product_data AS d
JOIN repurchases AS r ON r.original_order = d.order_id
LEFT JOIN (
  SELECT
    r.original_order AS order_id,
    {{days_between(MAX(CASE WHEN o.status = 'Complete' THEN o.created_at END), r.original_date)}}
      AS days_between_orders,
    COUNT(CASE WHEN o.status = 'Cancelled' THEN 1 END) AS cancelled_orders,
    COUNT(CASE WHEN o.status = 'Returned' THEN 1 END) AS returned_orders,
    COUNT(CASE WHEN o.status = 'Complete' THEN 1 END) AS num_past_purchase
  FROM repurchases AS r
  LEFT JOIN orders AS o ON o.user_id = r.user_id AND o.created_at < r.original_date
  GROUP BY r.original_order, r.original_date
) AS b ON b.order_id = d.order_id
LEFT JOIN user_events AS e ON e.order_id = d.order_id
ORDER BY d.order_date, d.order_id, d.order_item_id
