-- One row an order.
SELECT
  orderNumber AS order_number,
  orderDate AS order_time,
  TRIM(status) AS status,
  customerNumber AS customer_number
FROM orders;
