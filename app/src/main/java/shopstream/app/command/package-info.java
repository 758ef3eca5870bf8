/** The commands: each reads its options, says what it does, and lets the parts do it. */
package shopstream.app.command;
