/** What a person at a terminal sees: steps with how much and how long, and words, all on standard error. */
package shopstream.app.terminal;
