-- What visitors did. A customer who is known is known by the shop's own number; a campaign by its name, or else by its source.
SELECT
  message_id,
  place,
  event,
  event_time,
  anonymous_id,
  TRY_CAST(user_id AS BIGINT) AS customer_number,
  TRY_CAST(order_id AS BIGINT) AS order_number,
  product_id AS product_code,
  in_shopping_cart,
  COALESCE(campaign_name, campaign_source) AS campaign
FROM events;
