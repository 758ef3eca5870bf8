-- One row a line of an order. Keys are kept as they are: they must match what the source calls them.
SELECT
  orderNumber AS order_number,
  orderLineNumber AS line_number,
  productCode AS product_code,
  quantityOrdered AS quantity,
  priceEach AS price
FROM orderdetails;
