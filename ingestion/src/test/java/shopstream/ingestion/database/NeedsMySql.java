package shopstream.ingestion.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A class that is skipped, with a word, where MySQL is not at hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "shopstream.ingestion.database.MySql#isAtHand", disabledReason = MySql.MISSING)
public @interface NeedsMySql {}
