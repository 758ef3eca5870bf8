-- Driven by the lines: a line whose order has not come yet is a row without an order, which does not count.
SELECT
  line.order_number,
  line.line_number,
  header.customer_number,
  line.product_code,
  header.order_time,
  header.status,
  header.order_number IS NOT NULL AND COALESCE(header.status, '') <> 'Cancelled' AS counts,
  line.quantity,
  line.price
FROM stg_orderdetails AS line
LEFT JOIN stg_orders AS header ON header.order_number = line.order_number;
