-- Successful purchases and repurchases: every completed order, and the next completed order of the
-- same user within $days days (of 24 hours) of it. $first_only = 1 keeps a user's first.
--
-- has_full_follow_up says whether the data reach far enough to know the answer: $days days, and
-- $completion_days more in which a repurchase can still become complete. The data reach as far as
-- the last order but for one, and one more in a thousand, so that a few mistyped dates do not reach
-- beyond it; of fewer than 100 orders the last one counts.
WITH completed AS (
  SELECT
    order_id,
    user_id,
    created_at,
    ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY created_at, order_id) AS place
  FROM orders
  WHERE status = 'Complete'
),
followed AS (
  SELECT
    o1.user_id,
    o1.order_id AS original_order,
    o1.created_at AS original_date,
    o1.place,
    o2.order_id AS repurchase_order,
    o2.created_at AS repurchase_date,
    ROW_NUMBER() OVER (PARTITION BY o1.order_id ORDER BY o2.created_at, o2.order_id) AS nearest
  FROM completed AS o1
  LEFT JOIN completed AS o2
    ON o2.user_id = o1.user_id
    AND o2.created_at > o1.created_at
    AND o2.created_at <= {{plus_days(o1.created_at, $days)}}
),
latest AS (
  SELECT
    created_at,
    ROW_NUMBER() OVER (ORDER BY created_at DESC) AS place,
    COUNT(*) OVER () AS orders
  FROM orders
),
reach AS (
  SELECT MAX(created_at) AS last_order
  FROM latest
  WHERE place * 1000 > orders + 1000 OR orders < 100
)
SELECT
  f.user_id,
  f.original_order,
  f.original_date,
  f.repurchase_order,
  f.repurchase_date,
  CAST({{days_between(f.original_date, f.repurchase_date)}} AS INTEGER) AS days_between,
  {{plus_days(f.original_date, $days)}} <= {{plus_days(x.last_order, -$completion_days)}}
    AS has_full_follow_up
FROM followed AS f
CROSS JOIN reach AS x
WHERE f.nearest = 1 AND ($first_only = 0 OR f.place = 1)
ORDER BY f.user_id, f.original_date, f.original_order
