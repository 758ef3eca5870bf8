-- Whose a browser is: of the customers who said on it who they are, or ordered, the last. Who orders without saying it is known by
-- the order.
SELECT anonymous_id, customer_number
FROM (
  SELECT
    anonymous_id,
    customer_number,
    ROW_NUMBER() OVER (PARTITION BY anonymous_id ORDER BY event_time DESC, message_id DESC) AS newest
  FROM (
    SELECT anonymous_id, customer_number, event_time, message_id
    FROM stg_clicks
    WHERE event IN ('Visitor Identified', 'Order Completed') AND customer_number IS NOT NULL AND place = 0
    UNION ALL
    SELECT click.anonymous_id, bought.customer_number, click.event_time, click.message_id
    FROM stg_clicks AS click
    JOIN stg_orders AS bought ON bought.order_number = click.order_number
    WHERE click.event = 'Order Completed' AND click.customer_number IS NULL AND click.place = 0
  )
  WHERE anonymous_id IS NOT NULL
)
WHERE newest = 1;
