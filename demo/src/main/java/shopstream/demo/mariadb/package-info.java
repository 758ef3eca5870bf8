/**
 * A MariaDB server of our own: its program files, its directory, its life as a process.
 *
 * <p>It is a process beside ours and outlives a kill of ours, so everything here expects to find one still running, or one
 * that died without a word.
 */
package shopstream.demo.mariadb;
