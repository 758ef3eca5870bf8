/** What a dashboard is: measures, dimensions and seeds as the shop declares them, checked against the marts but never touching a database. */
package shopstream.warehouse.dashboards;
