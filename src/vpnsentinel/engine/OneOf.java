package vpnsentinel.engine;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.Registry;

/**
 * The language of conditions that hold when the body is one of some words, which stand apart by blanks, commas, or line
 * ends. The words are read once; {@code in} of the simple language reads its list anew for every message, and takes the
 * blanks in it for parts of the words.
 */
public final class OneOf implements Language {
    /** What route files call it: {@code language: {language: one-of, expression: WORDS}}. */
    public static final String NAME = "one-of";

    /** Makes the language known to route files. */
    public static void bind(Registry registry) {
        registry.bind(NAME, Language.class, new OneOf());
    }

    /** The words of a condition, in the order in which they stand. */
    public static Set<String> words(String condition) {
        Set<String> words = new LinkedHashSet<>(List.of(condition.split("[\\s,]+")));
        words.remove("");
        return Collections.unmodifiableSet(words);
    }

    @Override
    public Predicate createPredicate(String condition) {
        Set<String> words = words(condition);
        return exchange -> words.contains(exchange.getMessage().getBody(String.class));
    }

    @Override
    public Expression createExpression(String condition) {
        Predicate predicate = createPredicate(condition);
        return new Expression() {
            @Override
            public <T> T evaluate(Exchange exchange, Class<T> type) {
                return exchange.getContext().getTypeConverter().convertTo(type, predicate.matches(exchange));
            }
        };
    }
}
