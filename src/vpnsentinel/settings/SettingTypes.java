package vpnsentinel.settings;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverGroup;
import vpnsentinel.network.ResolverOperator;

/** All kinds of settings, by the word that declares them; behind it may stand a range, or the words to choose among. */
final class SettingTypes {
    private static final Map<String, Function<String, SettingType<?>>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("text", range -> new TextType()),
            Map.entry("api-key", range -> SecretType.API_KEY),
            Map.entry("bot-token", range -> SecretType.BOT_TOKEN),
            Map.entry("database", range -> SecretType.DATABASE),
            Map.entry("switch", range -> new SwitchType()),
            Map.entry("port", range -> new PortType()),
            Map.entry("count", range -> new CountType(Range.of(range))),
            Map.entry("seconds", range -> new TimeType(ChronoUnit.SECONDS, Range.of(range))),
            Map.entry("minutes", range -> new TimeType(ChronoUnit.MINUTES, Range.of(range))),
            Map.entry("days", range -> new TimeType(ChronoUnit.DAYS, Range.of(range))),
            Map.entry("bytes", range -> new SizeType(Range.of(range))),
            Map.entry("bind", range -> new BindType()),
            Map.entry("url", range -> new UrlType()),
            Map.entry("file", range -> new PathType("file")),
            Map.entry("folder", range -> new PathType("folder")),
            Map.entry("zone", range -> new ZoneType()),
            Map.entry("api-path", range -> new ApiPathType()),
            Map.entry("domain", range -> new DomainType()),
            Map.entry("one-of", SettingTypes::choice),
            list("names", String.class, Optional::of, "names separated by commas"),
            list("files", Path.class, PathType::path, "files separated by commas"),
            list(
                    "prefixes",
                    Prefix.class,
                    Prefix::parse,
                    "addresses or CIDR blocks separated by commas, as 192.0.2.7, 198.51.100.0/24"),
            list(
                    "addresses",
                    Address.class,
                    Address::parse,
                    "addresses separated by commas, as 192.0.2.7, 2001:db8::7"),
            list("asns", Asn.class, Asn::parse, "network numbers separated by commas, as AS64500"),
            list(
                    "resolvers",
                    ResolverGroup.class,
                    ResolverGroup::parse,
                    "AS numbers, CIDR blocks, or names of " + ResolverOperator.words() + ", separated by commas"),
            list("chats", Chat.class, Chat::parse, "chat numbers separated by commas"),
            Map.entry(
                    "endpoints",
                    range -> new ListType<>(
                            "endpoints",
                            Endpoint.class,
                            Endpoint::parse,
                            "none",
                            "hosts with ports separated by commas, as stun.example.test:3478, or none")),
            byClient(
                    "countries-by-client",
                    Country.class,
                    Country::parse,
                    "countries separated by commas, as SE, NL; office-vpn=CH gives one client its own"),
            byClient(
                    "asns-by-client",
                    Asn.class,
                    Asn::parse,
                    "network numbers separated by commas, as AS64500; office-vpn=AS64501 gives one client its own"),
            byClient(
                    "prefixes-by-client",
                    Prefix.class,
                    Prefix::parse,
                    "addresses or CIDR blocks separated by commas, as 192.0.2.0/24; office-vpn=192.0.2.7"
                            + " gives one client its own")));

    private SettingTypes() {}

    /** The kind that a declaration names: {@code seconds 1..60}, {@code one-of learn|none}. */
    static SettingType<?> of(String declared) {
        String[] parts = declared.split(" ", 2);
        Function<String, SettingType<?>> kind = ALL.get(parts[0]);
        if (kind == null) {
            throw new IllegalStateException("sentinel.properties: kind '" + parts[0] + "', expected one of " + words());
        }
        return kind.apply(parts.length == 2 ? parts[1].strip() : "");
    }

    /** The words of all kinds. */
    static Set<String> words() {
        return ALL.keySet();
    }

    private static SettingType<?> choice(String declared) {
        List<String> words = Arrays.asList(declared.split("\\|"));
        int last = words.size() - 1;
        return words.get(last).equals("ANY") ? new NameType(words.subList(0, last)) : new ChoiceType(words);
    }

    private static <E> Map.Entry<String, Function<String, SettingType<?>>> list(
            String word, Class<E> part, Function<String, Optional<E>> parser, String expected) {
        return Map.entry(word, range -> new ListType<>(word, part, parser, "", expected));
    }

    private static <E> Map.Entry<String, Function<String, SettingType<?>>> byClient(
            String word, Class<E> part, Function<String, Optional<E>> parser, String expected) {
        return Map.entry(word, range -> new ByClientType<>(word, part, parser, expected));
    }
}
