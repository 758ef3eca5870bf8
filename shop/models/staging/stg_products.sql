SELECT
  productCode AS product_code,
  TRIM(productName) AS product_name,
  TRIM(productLine) AS category,
  buyPrice AS buy_price,
  TRIM(productVendor) AS vendor
FROM products;
