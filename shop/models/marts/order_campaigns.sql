-- What brought an order: of the campaigns by which the customer came in the seven days before it, the last.
SELECT order_number, campaign, touched_at
FROM (
  SELECT /*+ STATE_TTL('touch' = '8d') */
    bought.order_number,
    touch.campaign,
    touch.event_time AS touched_at,
    ROW_NUMBER() OVER (PARTITION BY bought.order_number ORDER BY touch.event_time DESC, touch.campaign) AS newest
  FROM stg_orders AS bought
  JOIN stg_touches AS touch
    ON touch.customer_number = bought.customer_number
    AND touch.event_time BETWEEN bought.order_time - INTERVAL '7' DAY AND bought.order_time
)
WHERE newest = 1;
