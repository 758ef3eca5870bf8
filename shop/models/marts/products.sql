SELECT product_code, product_name, category, buy_price, vendor
FROM stg_products;
