-- Towards a sale. What was bought is in sales_lines: the database says it.
SELECT
  message_id,
  place,
  event_time,
  anonymous_id,
  customer_number,
  product_code,
  event IN ('Product Viewed', 'Session Recorded') AS viewed,
  event = 'Product Added' OR COALESCE(in_shopping_cart, FALSE) AS carted,
  campaign AS told_campaign
FROM stg_clicks
WHERE event IN ('Product Viewed', 'Product Added', 'Session Recorded') AND product_code IS NOT NULL;
