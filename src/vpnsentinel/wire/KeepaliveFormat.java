package vpnsentinel.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;

/**
 * The JSON of a keepalive: the Python product's nested and flat forms, with our report in fields beside them. Reading is
 * tolerant: a field of the wrong type or size is unknown, never an error; only what the contract refuses is refused.
 * Thread-safe.
 */
public final class KeepaliveFormat {
    /** Longest accepted text of one field, in characters; what is beyond is cut. */
    static final int TEXT = 200;
    /** Most answers that are read of one kind of evidence. */
    static final int ANSWERS = 100;

    private static final String BASELINE = "baseline";
    private static final long LONGEST_ROUND_MS = 600_000;
    private static final LossyInterner INTERNER = new LossyInterner();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String EXPECTED = "The body must be one JSON object with a client_id";
    private static final DateTimeFormatter PYTHON =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private KeepaliveFormat() {}

    /**
     * The keepalive in the body.
     *
     * @throws Rejection when the body is no JSON object or has no usable client id
     */
    public static Keepalive read(byte[] body) {
        JsonNode root = object(body);
        String id = raw(root, "client_id").strip(); // not mended: another id would be another client
        if (id.isEmpty()) {
            throw new Rejection(400, "client_id is required");
        }
        if (!ClientIds.isValid(id)) {
            throw new Rejection(400, "Invalid client_id format");
        }
        boolean nested = root.path("location").isObject();
        JsonNode location = nested ? root.path("location") : root;
        boolean tested = root.path("dns_test").has("location");
        JsonNode dns = tested ? root.path("dns_test") : root;
        return new Keepalive(
                id,
                INTERNER.intern(known(text(root, "client_version"))),
                text(root, "status").equals("stopping"),
                new LineClaim(
                        INTERNER.intern(address(root, raw(root, "public_ip").isEmpty() ? "ip" : "public_ip")),
                        INTERNER.intern(place(location)),
                        INTERNER.intern(known(text(location, nested ? "org" : "provider"))),
                        Country.parse(text(dns, tested ? "location" : "dns_loc")),
                        known(text(dns, tested ? "colo" : "dns_colo"))),
                report(root, body.length),
                site(root),
                text(root, "role").equals(BASELINE));
    }

    private static String site(JsonNode root) {
        String site = text(root, "site");
        return ClientIds.isValid(site) ? site : "";
    }

    private static JsonNode object(byte[] body) {
        if (body.length == 0) {
            throw new Rejection(400, "No JSON data provided", EXPECTED);
        }
        if (!StrictUtf8.isValid(body)) {
            throw new Rejection(400, "Invalid JSON", EXPECTED);
        }
        JsonNode root;
        try {
            root = READER.readTree(body);
        } catch (IOException e) {
            throw new Rejection(400, "Invalid JSON", EXPECTED);
        }
        if (root.isNull() || root.isMissingNode() || (root.isObject() && root.isEmpty())) {
            throw new Rejection(400, "No JSON data provided");
        }
        if (!root.isObject()) {
            throw new Rejection(400, "A JSON object is expected", EXPECTED);
        }
        return root;
    }

    private static Place place(JsonNode at) {
        return new Place(
                Country.parse(text(at, "country")),
                known(text(at, "city")),
                known(text(at, "region")),
                known(text(at, "timezone")));
    }

    private static Optional<Report> report(JsonNode root, int body) {
        String boot = text(root, "boot");
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        JsonNode evidence = root.path("evidence");
        EvidenceBound.apply(evidence, body);
        return Optional.of(new Report(
                boot,
                root.path("sequence").asLong(),
                Duration.ofSeconds(
                        Math.max(0, Math.min(86_400, root.path("interval_s").asLong()))),
                Duration.ofSeconds(
                        Math.max(0, Math.min(86_400, root.path("beat_s").asLong()))),
                answers(evidence.path("exit"), "source", KeepaliveFormat::exit),
                answers(evidence.path("resolver"), "method", KeepaliveFormat::resolver),
                answers(evidence.path("udp"), "source", KeepaliveFormat::exit),
                LocalFormat.read(evidence),
                Duration.ofMillis(Math.max(
                        0, Math.min(LONGEST_ROUND_MS, root.path("took_ms").asLong()))),
                root.path("follows_name").booleanValue()));
    }

    private static <T> List<Answer<T>> answers(JsonNode list, String name, Function<JsonNode, Optional<T>> value) {
        List<Answer<T>> found = new ArrayList<>(list.size());
        for (JsonNode each : list) {
            if (found.size() == ANSWERS) {
                break;
            }
            String source = text(each, name);
            Optional<T> seen = each.has("missing") ? Optional.empty() : value.apply(each);
            String why = each.has("missing") ? text(each, "missing") : "unreadable in the keepalive";
            Answer<T> answer = seen.<Answer<T>>map(v -> new Answer.Seen<>(source, v))
                    .orElseGet(() -> new Answer.Missing<>(source, why));
            found.add(INTERNER.intern(answer));
        }
        return found;
    }

    private static Optional<ExitSighting> exit(JsonNode each) {
        return address(each, "address")
                .map(address -> new ExitSighting(
                        text(each, "source"), first(each, "operator", "source"), address, network(each), place(each)));
    }

    private static Network network(JsonNode each) {
        Network.Kind kind = switch (text(each, "kind")) {
            case "hosting" -> Network.Kind.HOSTING;
            case "access" -> Network.Kind.ACCESS;
            default -> Network.Kind.UNKNOWN;
        };
        Optional<Asn> asn = Asn.parse(text(each, "asn"));
        return asn.isEmpty()
                        && kind == Network.Kind.UNKNOWN
                        && text(each, "org").isEmpty()
                ? Network.UNKNOWN
                : new Network(asn, text(each, "org"), kind);
    }

    private static Optional<ResolverSighting> resolver(JsonNode each) {
        List<Address> egress = list(each.path("egress"), Address::parse);
        List<Prefix> subnets = list(
                each.path("client_subnet"),
                text -> Prefix.parse(text).filter(prefix -> prefix.length() > 0)); // all of the internet tells nothing
        List<Address> seen = list(each.path("seen_from"), Address::parse);
        ResolverSighting sighting = new ResolverSighting(
                text(each, "method"),
                first(each, "operator", "method"),
                text(each, "nameserver"),
                egress,
                subnets,
                seen,
                ResolverSighting.transport(text(each, "transport")));
        return Optional.of(sighting)
                .filter(it -> it.tellsAddresses() || it.transport().isPresent());
    }

    private static <T> List<T> list(JsonNode items, Function<String, Optional<T>> parse) {
        List<T> found = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            if (found.size() < ANSWERS) {
                parse.apply(item.asText()).ifPresent(found::add);
            }
        }
        return found;
    }

    private static String first(JsonNode at, String name, String otherwise) {
        String text = text(at, name);
        return text.isEmpty() ? text(at, otherwise) : text;
    }

    /** The field's text, fit to be shown: it may come from anybody whom the client asked. */
    static String text(JsonNode at, String name) {
        return clean(raw(at, name));
    }

    /** The address in the field; nothing else is one, so that the text need not be mended first. */
    static Optional<Address> address(JsonNode at, String name) {
        return Address.parse(raw(at, name));
    }

    private static String raw(JsonNode at, String name) {
        JsonNode value = at.get(name);
        return value == null || !value.isValueNode() || value.isNull() ? "" : value.asText();
    }

    private static String clean(String given) {
        String text = BoundedText.line(given, Integer.MAX_VALUE);
        return text.length() <= TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, TEXT)));
    }

    private static String known(String text) {
        return text.equals("Unknown") ? "" : text;
    }

    /** The JSON of a keepalive made now, in UTF-8: what the Python server reads, and our report beside it. */
    public static byte[] write(Keepalive keepalive, Instant now) {
        ObjectNode root = JSON.createObjectNode();
        root.put("client_id", keepalive.clientId());
        root.put("timestamp", PYTHON.format(now));
        LineClaim claim = keepalive.claim();
        root.put("public_ip", claim.exit().map(Address::toString).orElse("unknown"));
        root.put("status", keepalive.stopping() ? "stopping" : "alive");
        root.put("client_version", keepalive.version());
        putUnlessEmpty(root, "site", keepalive.site());
        putUnlessEmpty(root, "role", keepalive.companion() ? BASELINE : "");
        Place place = claim.place();
        root.putObject("location")
                .put("country", place.country().map(Country::code).orElse("Unknown"))
                .put("city", orUnknown(place.city()))
                .put("region", orUnknown(place.region()))
                .put("org", orUnknown(claim.provider()))
                .put("timezone", orUnknown(place.timezone()));
        root.putObject("dns_test")
                .put("location", claim.dnsCountry().map(Country::code).orElse("Unknown"))
                .put("colo", orUnknown(claim.dnsColo()));
        keepalive.report().ifPresent(report -> write(report, root));
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "Unknown" : text;
    }

    private static void write(Report report, ObjectNode root) {
        root.put("boot", report.boot());
        root.put("sequence", report.sequence());
        root.put("interval_s", report.interval().toSeconds());
        root.put("beat_s", report.beat().toSeconds());
        if (report.followsName()) {
            root.put("follows_name", true);
        }
        if (!report.took().isZero()) {
            root.put("took_ms", report.took().toMillis());
        }
        ObjectNode evidence = root.putObject("evidence");
        writeExits(report.exits(), evidence.putArray("exit"));
        if (!report.udp().isEmpty()) {
            writeExits(report.udp(), evidence.putArray("udp"));
        }
        writeResolvers(report.resolvers(), evidence.putArray("resolver"));
        LocalFormat.write(report.local(), evidence);
    }

    private static void writeExits(List<Answer<ExitSighting>> answers, ArrayNode exits) {
        for (Answer<ExitSighting> answer : answers) {
            ObjectNode each = exits.addObject().put("source", answer.source());
            if (answer instanceof Answer.Seen<ExitSighting> seen) {
                write(seen.value(), each);
            } else if (answer instanceof Answer.Missing<ExitSighting> missing) {
                each.put("missing", missing.why());
            }
        }
    }

    private static void writeResolvers(List<Answer<ResolverSighting>> answers, ArrayNode resolvers) {
        for (Answer<ResolverSighting> answer : answers) {
            ObjectNode each = resolvers.addObject().put("method", answer.source());
            if (answer instanceof Answer.Seen<ResolverSighting> seen) {
                write(seen.value(), each);
            } else if (answer instanceof Answer.Missing<ResolverSighting> missing) {
                each.put("missing", missing.why());
            }
        }
    }

    private static void write(ExitSighting seen, ObjectNode each) {
        each.put("operator", seen.operator());
        each.put("address", seen.address().toString());
        seen.network().asn().ifPresent(asn -> each.put("asn", asn.toString()));
        if (!seen.network().name().isEmpty()) {
            each.put("org", seen.network().name());
        }
        if (seen.network().kind() != Network.Kind.UNKNOWN) {
            each.put("kind", seen.network().kind() == Network.Kind.HOSTING ? "hosting" : "access");
        }
        seen.place().country().ifPresent(country -> each.put("country", country.code()));
        putUnlessEmpty(each, "city", seen.place().city());
        putUnlessEmpty(each, "region", seen.place().region());
        putUnlessEmpty(each, "timezone", seen.place().timezone());
    }

    private static void write(ResolverSighting seen, ObjectNode each) {
        each.put("operator", seen.operator());
        each.put("nameserver", seen.nameserver());
        ArrayNode egress = each.putArray("egress");
        seen.egress().forEach(item -> egress.add(item.toString()));
        if (!seen.clientSubnets().isEmpty()) {
            ArrayNode subnets = each.putArray("client_subnet");
            seen.clientSubnets().forEach(item -> subnets.add(item.toString()));
        }
        if (!seen.seenFrom().isEmpty()) {
            ArrayNode from = each.putArray("seen_from");
            seen.seenFrom().forEach(item -> from.add(item.toString()));
        }
        seen.transport().ifPresent(word -> each.put("transport", word));
    }

    private static void putUnlessEmpty(ObjectNode each, String name, String value) {
        if (!value.isEmpty()) {
            each.put(name, value);
        }
    }
}
