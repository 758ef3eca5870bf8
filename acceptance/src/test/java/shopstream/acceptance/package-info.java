/** The whole platform, tested from outside as its users meet it: the command line, the database, the API, the browser. */
package shopstream.acceptance;
