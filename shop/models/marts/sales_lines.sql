-- Driven by the lines. A line whose order has not come, or has gone, is no sale and no row.
SELECT
  line.order_number,
  line.line_number,
  header.customer_number,
  line.product_code,
  header.order_time,
  header.status,
  UPPER(COALESCE(header.status, '')) <> 'CANCELLED' AS counts,
  line.quantity,
  line.price
FROM stg_orderdetails AS line
JOIN stg_orders AS header ON header.order_number = line.order_number;
