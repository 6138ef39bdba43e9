package vpnsentinel.engine;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

/** The words that route files can use, for those who misspell one. Asked only when one did. */
@FunctionalInterface
interface Vocabulary {
    /** The schemes with which an endpoint can begin. */
    Set<String> schemes();

    /** The steps that {@code process} can name. */
    default Set<String> beans() {
        return Set.of();
    }

    /** The keys that placeholders can name. */
    default Set<String> settings() {
        return Set.of();
    }

    /** The options of all words of the language. */
    default Set<String> options() {
        return Set.of();
    }

    /** Those of this context. */
    static Vocabulary of(CamelContext context) {
        return new Vocabulary() {
            @Override
            public Set<String> schemes() {
                return Schemes.of(context);
            }

            @Override
            public Set<String> beans() {
                return context.getRegistry().findByTypeWithName(Processor.class).keySet();
            }

            @Override
            public Set<String> settings() {
                Set<String> keys = new TreeSet<>();
                context.getPropertiesComponent().getPropertiesSources().stream()
                        .filter(Placeholders.class::isInstance)
                        .forEach(source -> keys.addAll(((Placeholders) source).keys()));
                return keys;
            }

            @Override
            public Set<String> options() {
                OptionTypes types = new OptionTypes(context);
                Set<String> names = new TreeSet<>(Set.of("steps", "uri", "parameters", "expression"));
                Schemes.steps(context)
                        .forEach(word -> types.ofWord(word)
                                .ifPresent(described ->
                                        names.addAll(described.options().keySet())));
                return names;
            }
        };
    }
}
