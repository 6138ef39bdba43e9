package lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import support.TinyMmdb;

/**
 * Who has which address in the laboratory's internet. The two plans differ in their addresses only, so that nothing in
 * the product can live on how documentation addresses are treated.
 */
public final class Plan {
    /** The plans that there are. */
    public static final List<String> NAMES = List.of("doc", "routable");

    /** Services that say from where they are asked. */
    private static final List<String> ECHOES = List.of(
            "ipinfo.io",
            "ip-api.com",
            "ipwhois.app",
            "api.ipify.org",
            "icanhazip.com",
            "ipv4.icanhazip.com",
            "checkip.amazonaws.com",
            "ipwho.is",
            "v4.ident.me");

    private static final List<String> V4 = List.of("api.telegram.org");
    private static final List<String> DUAL =
            List.of("www.cloudflare.com", "stun.l.google.com", "stun.cloudflare.com", "api64.ipify.org", "ident.me");
    private static final List<String> V6 =
            List.of("v6.ipinfo.io", "api6.ipify.org", "ipv6.icanhazip.com", "v6.ident.me");

    private final String name;
    private final Map<String, Line> lines = new TreeMap<>();

    private Plan(String name, Properties text) {
        this.name = name;
        text.stringPropertyNames().forEach(key -> lines.put(key, Line.parse(text.getProperty(key))));
    }

    /** The plan of that name. */
    public static Plan named(String name) {
        try (InputStream file = Plan.class.getResourceAsStream("/lab/plan-" + name + ".properties")) {
            if (file == null) {
                throw new IllegalArgumentException("no plan " + name + "; there are " + NAMES);
            }
            Properties text = new Properties();
            text.load(file);
            return new Plan(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The addresses by the names that the scripts use, {@code HOME_V4}. */
    public Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        lines.forEach((role, line) -> {
            all.put(upper(role, "NET"), line.net());
            all.put(upper(role, "NET6"), line.net6());
            all.put(upper(role, "ASN"), Long.toString(line.asn()));
            all.put(upper(role, "COUNTRY"), line.country());
            all.put(upper(role, "RESOLVER"), line.v4(53));
            all.put(upper(role, "RESOLVER6"), line.v6("::53"));
        });
        home(all, line("home"));
        vpn(all, "VPN1", line("vpn1"));
        vpn(all, "VPN2", line("vpn2"));
        all.put("SITE_V4", line("site").v4(10));
        all.put("SITE_V6", line("site").v6("::10"));
        List<String> core = new ArrayList<>();
        listeners().values().forEach(core::addAll);
        all.put("CORE_ADDRESSES", String.join(" ", core.stream().distinct().toList()));
        all.put("CORE_DNS", line("content").v4(1));
        List<String> echoes = new ArrayList<>(addresses("www.cloudflare.com").subList(0, 1));
        ECHOES.forEach(each -> echoes.addAll(addresses(each)));
        all.put("ECHOES", String.join(" ", echoes));
        return all;
    }

    private static String upper(String role, String what) {
        return role.toUpperCase(java.util.Locale.ROOT) + "_" + what;
    }

    private static void home(Map<String, String> all, Line home) {
        all.put("HOME_V4", home.v4(10));
        all.put("HOME_MOVED", home.v4(20));
        all.put("HOME_OTHER", home.v4(30));
        all.put("HOME_V6", home.v6("::10"));
        all.put("LAN6", home.v6(":100"));
        all.put("OTHER6", home.other6(":200"));
    }

    private static void vpn(Map<String, String> all, String name, Line line) {
        all.put(name + "_ENDPOINT", line.v4(1));
        all.put(name + "_ENDPOINT6", line.v6("::1"));
        all.put(name + "_EXIT", line.v4(10));
        all.put(name + "_EXIT6", line.v6("::10"));
        all.put(name + "_POOL", String.join(" ", line.v4(10), line.v4(11), line.v4(12), line.v4(13)));
    }

    /** Which service listens on which addresses. */
    Map<String, List<String>> listeners() {
        Line content = line("content");
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("dns", List.of(content.v4(1), content.v6("::1")));
        int number = 2;
        for (String each : DUAL) {
            all.put(each, List.of(content.v4(number), content.v6("::" + number)));
            number++;
        }
        for (String each : ECHOES) {
            all.put(each, List.of(content.v4(number++)));
        }
        for (String each : V4) {
            all.put(each, List.of(content.v4(number++)));
        }
        for (String each : V6) {
            all.put(each, List.of(content.v6("::" + number++)));
        }
        all.put("one.one.one.one", List.of("1.1.1.1", "2606:4700:4700::1111"));
        all.put("dns.opendns.com", List.of("208.67.222.222"));
        return all;
    }

    private List<String> addresses(String service) {
        return listeners().getOrDefault(service, List.of());
    }

    /** What the services program reads: where to listen, which further names there are, and who owns which addresses. */
    Map<String, Object> services(String folder) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("dir", folder);
        plan.put("listen", listeners());
        plan.put(
                "names",
                Map.of(
                        "home.example.net", List.of(line("home").v4(10)),
                        "vpn.example.net", List.of(line("vpn1").v4(1)),
                        "customer.example.net", List.of(line("vpn1").v4(13))));
        List<Map<String, Object>> networks = new ArrayList<>();
        lines.values().forEach(line -> {
            networks.add(network(line, line.net()));
            networks.add(network(line, line.net6()));
        });
        plan.put("networks", networks);
        return plan;
    }

    private static Map<String, Object> network(Line line, String prefix) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("prefix", prefix);
        all.put("asn", line.asn());
        all.put("org", line.org());
        all.put("country", line.country());
        all.put("city", line.city());
        all.put("region", line.region());
        all.put("timezone", line.timezone());
        all.put("hosting", line.hosting());
        return all;
    }

    /** The same knowledge of networks as a database in MaxMind's format. */
    byte[] database() {
        TinyMmdb database = new TinyMmdb();
        lines.values().forEach(line -> {
            Map<String, Object> record = Map.of(
                    "asn",
                    (int) line.asn(),
                    "as_name",
                    line.org(),
                    "country_code",
                    line.country(),
                    "hosting",
                    line.hosting());
            database.with(line.net(), record).with(line.net6(), record);
        });
        return database.bytes();
    }

    private Line line(String role) {
        Line line = lines.get(role);
        if (line == null) {
            throw new IllegalStateException("the plan " + name + " has no " + role);
        }
        return line;
    }
}
