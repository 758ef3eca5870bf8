-- What a rating is explained by: the product that was rated and where the customer is.
SELECT
  c.city, c.state, c.postalCode, c.country, c.creditLimit,
  p.productCode, p.productLine, p.productScale, p.quantityInStock, p.buyPrice, p.MSRP,
  r.productRating, r.customerNumber
FROM ratings r
JOIN products p USING (productCode)
JOIN customers c USING (customerNumber)
