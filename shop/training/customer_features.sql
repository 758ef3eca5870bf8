-- What was known of each customer at the moment, and nothing that came later.
WITH bought AS (
  SELECT o.customerNumber, o.orderNumber, o.orderDate, d.productCode, p.productLine,
    d.quantityOrdered * d.priceEach AS amount
  FROM orders o
  JOIN orderdetails d USING (orderNumber)
  LEFT JOIN products p USING (productCode)
  WHERE o.status <> 'Cancelled' AND o.orderDate <= as_of()
), sales AS (
  SELECT customerNumber, count(DISTINCT orderNumber) AS orders, count(DISTINCT productCode) AS products,
    sum(amount) AS revenue, min(orderDate) AS firstOrder, max(orderDate) AS lastOrder
  FROM bought
  GROUP BY customerNumber
), lines AS (
  SELECT customerNumber, productLine, sum(amount) AS amount
  FROM bought
  WHERE productLine IS NOT NULL
  GROUP BY customerNumber, productLine
), favourites AS (
  SELECT customerNumber, productLine
  FROM lines
  QUALIFY row_number() OVER (PARTITION BY customerNumber ORDER BY amount DESC, productLine) = 1
), rated AS (
  SELECT customerNumber, count(*) AS ratings, sum(productRating) / count(*) AS meanRating
  FROM ratings
  GROUP BY customerNumber
)
SELECT
  c.customerNumber, trim(c.country) AS country, c.creditLimit,
  coalesce(s.orders, 0) AS orders, coalesce(s.products, 0) AS products, coalesce(s.revenue, 0) AS revenue,
  s.firstOrder, s.lastOrder, date_diff('day', s.lastOrder, as_of()) AS daysSinceLastOrder,
  f.productLine AS favouriteLine, coalesce(r.ratings, 0) AS ratings, r.meanRating
FROM customers c
LEFT JOIN sales s USING (customerNumber)
LEFT JOIN favourites f USING (customerNumber)
LEFT JOIN rated r USING (customerNumber)
