/** The program: what the command line, the HTTP API and the pages are wired from. It holds no logic of the way of the data. */
package shopstream.app;
