package vpnsentinel.settings;

import java.util.Optional;

/**
 * What values a setting takes: how text becomes a value, so that what is accepted is what is read.
 *
 * @param <T> the value in Java
 */
public sealed interface SettingType<T>
        permits TextType,
                SecretType,
                SwitchType,
                PortType,
                CountType,
                TimeType,
                SizeType,
                BindType,
                UrlType,
                PathType,
                ZoneType,
                ApiPathType,
                DomainType,
                ChoiceType,
                NameType,
                ListType,
                ByClientType {
    /** The kind's name in a declaration: {@code port}, {@code seconds}, {@code one-of}. */
    String word();

    /** How Java holds a value: {@code Duration}, {@code List<Prefix>}. */
    String holds();

    /** The value that the text spells, empty when it spells none. The text is stripped and not empty. */
    Optional<T> parse(String text);

    /** What would have been right, for people. */
    String expected();

    /** What would have been right in place of this text, which was refused. */
    default String expected(String text) {
        return expected();
    }

    /** The text as it may be shown to people. */
    default String shown(String text) {
        return text;
    }

    /** Whether a value is never to be shown. */
    default boolean isSecret() {
        return false;
    }
}
