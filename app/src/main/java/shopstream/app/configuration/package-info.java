/** What a user edits, read and checked as a whole before anything is started. */
package shopstream.app.configuration;
