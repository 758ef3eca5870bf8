/**
 * What is recommended is also given out without being asked for: to a topic, to files and to whatever else takes it, and what is
 * popular to the shop's own software. Each delivery is made up once and is the same for all who get it, however often it is sent.
 */
package shopstream.recommender.outputs;
