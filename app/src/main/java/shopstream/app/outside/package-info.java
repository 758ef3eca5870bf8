/**
 * The platform seen from outside, for what measures or kills it: started as a process of its own, asked over HTTP.
 */
package shopstream.app.outside;
