package vpnsentinel.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * Values separated by commas, for all clients and for some apart.
 *
 * @param part how Java holds each
 * @param parser reads each; empty for what is none
 */
record ByClientType<E>(String word, Class<E> part, Function<String, Optional<E>> parser, String expected)
        implements SettingType<ByClient<E>> {
    @Override
    public String holds() {
        return "ByClient<" + part.getSimpleName() + ">";
    }

    @Override
    public Optional<ByClient<E>> parse(String text) {
        return ByClient.parse(text, parser);
    }
}
