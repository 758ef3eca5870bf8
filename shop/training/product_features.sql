-- What was known of each product at the moment, and nothing that came later.
WITH sold AS (
  SELECT d.productCode, d.quantityOrdered AS quantity, d.quantityOrdered * d.priceEach AS amount,
    o.orderNumber, o.customerNumber, o.orderDate, o.orderDate > as_of() - INTERVAL 30 DAY AS lately
  FROM orderdetails d
  JOIN orders o USING (orderNumber)
  WHERE o.status <> 'Cancelled' AND o.orderDate <= as_of()
), sales AS (
  SELECT productCode, count(DISTINCT orderNumber) AS orders, count(DISTINCT customerNumber) AS customers,
    sum(quantity) AS units, sum(quantity) FILTER (WHERE lately) AS units30Days, sum(amount) AS revenue,
    min(orderDate) AS firstSold, max(orderDate) AS lastSold
  FROM sold
  GROUP BY productCode
), rated AS (
  SELECT productCode, count(*) AS ratings, sum(productRating) / count(*) AS meanRating
  FROM ratings
  GROUP BY productCode
)
SELECT
  p.productCode, p.productLine, p.productScale, p.productVendor, p.buyPrice, p.MSRP, p.quantityInStock,
  coalesce(s.orders, 0) AS orders, coalesce(s.customers, 0) AS customers, coalesce(s.units, 0) AS units,
  coalesce(s.units30Days, 0) AS units30Days, coalesce(s.revenue, 0) AS revenue, s.firstSold, s.lastSold,
  coalesce(r.ratings, 0) AS ratings, r.meanRating
FROM products p
LEFT JOIN sales s USING (productCode)
LEFT JOIN rated r USING (productCode)
