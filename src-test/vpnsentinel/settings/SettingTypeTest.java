package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind: which text it reads as which value, and what it says of text that spells none. */
class SettingTypeTest {
    private static final String READ = """
            text                  | whatever it is              | whatever it is
            api-key               | 5ecr3t                      | 5ecr3t
            api-key               | two words, "and" \signs     | two words, "and" \signs
            bot-token             | 1234567:AAB-c_d             | 1234567:AAB-c_d
            switch                | TRUE                        | true
            switch                | off                         | false
            switch                | 1                           | true
            port                  | 1                           | 1
            port                  | 65535                       | 65535
            port                  | 08080                       | 8080
            bind                  | 0.0.0.0                     | 0.0.0.0
            bind                  | ::                          | ::
            bind                  | [::1]                       | ::1
            bind                  | localhost                   | localhost
            bind                  | 127.0.0.1                   | 127.0.0.1
            seconds 1..60         | 1                           | PT1S
            seconds 1..60         | 60                          | PT1M
            minutes 1..1440       | 90                          | PT1H30M
            days 1..90            | 7                           | PT168H
            database              | postgresql://u:p@db/sentinel | postgresql://u:p@db/sentinel
            database              | jdbc:postgresql://db:1/s?x=y | jdbc:postgresql://db:1/s?x=y
            count 1..             | 2147483647                  | 2147483647
            count 0..1000         | 007                         | 7
            bytes 1000..          | 1000                        | 1000
            bytes 1000..          | 1kb                         | 1024
            bytes 1000..          | 500K                        | 512000
            bytes 1000..          | 10M                         | 10485760
            bytes 1000..          | 2 GiB                       | 2147483648
            bytes 2000..          | 2000                        | 2000
            url                   | http://192.0.2.7:5000       | http://192.0.2.7:5000
            url                   | https://sentinel.test/base/ | https://sentinel.test/base
            url                   | http://[2001:db8::1]:5000   | http://[2001:db8::1]:5000
            url                   | HTTP://Sentinel.TEST:5000   | http://sentinel.test:5000
            url                   | http://vpn_server_1:5000    | http://vpn_server_1:5000
            url                   | http://sentinel.test.:5000  | http://sentinel.test.:5000
            url                   | https://sentinel.test./     | https://sentinel.test
            url                   | http://bücher.example       | http://xn--bcher-kva.example
            url                   | http://sentinel.test:/      | http://sentinel.test
            url                   | http://[fe80::1%25eth0]:80  | http://[fe80::1%eth0]:80
            zone                  | Europe/Zurich               | Europe/Zurich
            zone                  | :Europe/Berlin              | Europe/Berlin
            zone                  | posix/Europe/Berlin         | Europe/Berlin
            zone                  | /usr/share/zoneinfo/right/Asia/Tokyo | Asia/Tokyo
            zone                  | Europe/Kiev                 | Europe/Kiev
            zone                  | EST                         | -05:00
            zone                  | UTC0                        | UTC
            zone                  | <-03>3                      | -03:00
            zone                  | <+0545>-5:45                | +05:45
            zone                  | GMT+2                       | -02:00
            zone                  | EST5EDT                     | EST5EDT
            zone                  | UTC                         | UTC
            api-path              | /                           | ''
            api-path              | /api/v1/                    | /api/v1
            file                  | certs/server.pem            | certs/server.pem
            folder                | data                        | data
            files                 | a.mmdb, b.mmdb              | [a.mmdb, b.mmdb]
            names                 | tun0,wg0                    | [tun0, wg0]
            prefixes              | 192.0.2.7 2001:db8::/32     | [192.0.2.7/32, 2001:db8::/32]
            prefixes              | 198.51.100.9/24,            | [198.51.100.0/24]
            prefixes              | ,                           | []
            addresses             | 192.0.2.7, 2001:db8:0::7    | [192.0.2.7, 2001:db8::7]
            asns                  | AS64500, 64501              | [AS64500, AS64501]
            resolvers             | as64500                     | [ResolverGroup[networks=[AS64500], blocks=[]]]
            resolvers             | Quad9 192.0.2.0/24          | [ResolverGroup[networks=[AS19281], blocks=[]], ResolverGroup[networks=[], blocks=[192.0.2.0/24]]]
            chats                 | 1234, -100123:45, @example  | [1234, -100123:45, @example]
            countries-by-client   | SE; lab=Switzerland         | ByClient[forAll=[SE], own={lab=[CH]}]
            asns-by-client        | 64500                       | ByClient[forAll=[AS64500], own={}]
            prefixes-by-client    | lab = 192.0.2.7             | ByClient[forAll=[], own={lab=[192.0.2.7/32]}]
            domain                | leak.Example.test           | leak.Example.test
            domain                | leak.example.test.          | leak.example.test.
            endpoints             | stun_1:3478, BÜCHER.example:1 | [stun_1:3478, xn--bcher-kva.example:1]
            endpoints             | none                        | []
            endpoints             | stun.test:3478, [::1]:65535 | [stun.test:3478, [::1]:65535]
            'one-of auto|own|ANY'   | my-own.provider             | my-own.provider
            'one-of learn|none'     | none                        | none
            """;

    private static final String REFUSED = """
            api-key             | schlüssel            | a key of letters, digits, and signs of ASCII, at most 512 of them on one line (openssl rand -hex 32 makes one): others do not pass an HTTP header unchanged
            api-key             | ключ                 | a key of letters, digits, and signs of ASCII, at most 512 of them on one line (openssl rand -hex 32 makes one): others do not pass an HTTP header unchanged
            bot-token           | 123 456:abc          | a bot's token as @BotFather gave it: digits, a colon, and about 35 letters, digits, _ and -
            bot-token           | 123456:abc$1         | a bot's token as @BotFather gave it: digits, a colon, and about 35 letters, digits, _ and -
            bot-token           | abc                  | a bot's token as @BotFather gave it: digits, a colon, and about 35 letters, digits, _ and -
            switch              | maybe                | true or false
            switch              | 2                    | true or false
            port                | 0                    | a port from 1 to 65535
            port                | 65536                | a port from 1 to 65535
            port                | http                 | a port from 1 to 65535
            port                | 80.5                 | a port from 1 to 65535
            bind                | eth0                 | an address of this host, 0.0.0.0 for all, or 127.0.0.1 for this host alone
            seconds 1..60       | 0                    | a whole number of seconds, at least 1 and at most 60
            seconds 1..60       | 61                   | a whole number of seconds, at least 1 and at most 60
            seconds 1..60       | 5s                   | a whole number of seconds, at least 1 and at most 60
            minutes 1..60       | -1                   | a whole number of minutes, at least 1 and at most 60
            days 1..90          | 91                   | a whole number of days, at least 1 and at most 90
            database            | mysql://db/sentinel  | a PostgreSQL database, as postgresql://user:password@host:5432/database
            database            | postgresql://db      | a PostgreSQL database, as postgresql://user:password@host:5432/database
            count 1..           | 0                    | a whole number of at least 1
            count 1..           | 2147483648           | a whole number of at least 1
            count 0..1000       | 1001                 | a whole number of at least 0 and at most 1000
            bytes 1000..        | 999                  | a size of at least 1000 bytes, as 500K or 10M
            bytes 1000..        | 10 parsecs           | a size of at least 1000 bytes, as 500K or 10M
            bytes 1000..        | 999999999999G        | a size of at least 1000 bytes, as 500K or 10M
            bytes 2000..        | 1999                 | a size of at least 2000 bytes, as 500K or 10M
            url                 | sentinel.test:5000   | an address that starts with http:// or https:// and names a host
            url                 | ftp://sentinel.test  | an address that starts with http:// or https:// and names a host
            url                 | http://              | an address that starts with http:// or https:// and names a host
            url                 | http://sentinel test | an address that starts with http:// or https:// and names a host
            url                 | http://box:pass@x    | an address that starts with http:// or https:// and names a host
            url                 | http://x:99999       | an address that starts with http:// or https:// and names a host
            url                 | http://x:0           | an address that starts with http:// or https:// and names a host
            url                 | http://x?y=z         | an address that starts with http:// or https:// and names a host
            url                 | http://10.0.0.256    | an address that starts with http:// or https:// and names a host
            url                 | http://[nobody]:80   | an address that starts with http:// or https:// and names a host
            zone                | CET-1CEST,M13.5.0,M10.5.0 | a time zone such as Europe/Zurich
            zone                | CET-1CEST,often,never | a time zone such as Europe/Zurich
            zone                | Mars/Olympus         | a time zone such as Europe/Zurich
            api-path            | api/v1               | a path that starts with / such as /api/v1
            api-path            | /api?x               | a path that starts with / such as /api/v1
            prefixes            | 192.0.2.7, office    | addresses or CIDR blocks separated by commas, as 192.0.2.7, 198.51.100.0/24
            addresses           | 192.0.2.0/24         | addresses separated by commas, as 192.0.2.7, 2001:db8::7
            asns                | AS64500, Example     | network numbers separated by commas, as AS64500
            resolvers           | dns.test             | AS numbers, CIDR blocks, or names of [google, cloudflare, quad9, opendns, nextdns, adguard, mullvad, nordvpn, proton, surfshark], separated by commas
            resolvers           | 64500                | AS numbers, CIDR blocks, or names of [google, cloudflare, quad9, opendns, nextdns, adguard, mullvad, nordvpn, proton, surfshark], separated by commas
            chats               | my chat!             | chat numbers separated by commas
            chats               | -100123:topic        | chat numbers separated by commas
            countries-by-client | Atlantis             | countries separated by commas, as SE, NL; office-vpn=CH gives one client its own
            asns-by-client      | lab=                 | network numbers separated by commas, as AS64500; office-vpn=AS64501 gives one client its own
            prefixes-by-client  | lab=home             | addresses or CIDR blocks separated by commas, as 192.0.2.0/24; office-vpn=192.0.2.7 gives one client its own
            domain              | leak                 | a domain name, as leak.example.test
            domain              | -x.example.test      | a domain name, as leak.example.test
            endpoints           | stun.example.test    | hosts with ports separated by commas, as stun.example.test:3478, or none
            endpoints           | stun.example.test:0  | hosts with ports separated by commas, as stun.example.test:3478, or none
            endpoints           | none, stun.test:1    | hosts with ports separated by commas, as stun.example.test:3478, or none
            'one-of network|any'  | all                  | one of network, any
            'one-of auto|own|ANY' | a b                  | one of auto, own, or the name of an echo route
            """;

    /** What takes any text: a path is wrong only where there is no such file. */
    private static final Set<String> UNDEMANDING = Set.of("text", "names", "file", "folder", "files");

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 300, textBlock = READ)
    void aRightValueIsReadAsItsType(String declared, String text, String value) {
        assertThat(SettingTypes.of(declared).parse(text)).map(Object::toString).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 300, textBlock = REFUSED)
    void aWrongValueIsToldWhatWouldBeRight(String declared, String text, String expected) {
        SettingType<?> kind = SettingTypes.of(declared);

        assertThat(kind.parse(text)).isEmpty();
        assertThat(kind.expected()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sentinel.test:5000     | an address that starts with http:// or https:// and names a host, as http://sentinel.test:5000",
                "http://box:pass@x:5000 | an address without user name and password",
                "http://x:99999         | an address with a port from 1 to 65535",
            })
    void anAddressIsToldWhatIsWrongWithIt(String text, String expected) {
        assertThat(SettingTypes.of("url").expected(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://box:p%40ss-word@x:5000 | http://…@x:5000",
                "http://box:p@ss@x/y@z         | http://…@x/y@z",
                "box:pass@x                    | …@x",
                "http://x:5000/me@home         | http://x:5000/me@home",
            })
    void anAddressIsShownWithoutItsPassword(String text, String shown) {
        assertThat(SettingTypes.of("url").shown(text)).isEqualTo(shown);
        assertThat(SettingTypes.of("bot-token").shown(text)).isEqualTo("…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CET-1CEST,M3.5.0,M10.5.0/3              | Europe/Berlin",
                "EST5EDT,M3.2.0,M11.1.0                  | America/New_York",
                "<+10>-10<+11>,M10.1.0,M4.1.0/3          | Australia/Sydney",
                "IST-2IDT,M3.4.4/26,M10.5.0              | Asia/Jerusalem",
                "<-02>2<-01>,M3.5.0/-1,M10.5.0/0         | America/Nuuk",
            })
    void aRuleOfPosixChangesItsClocksAsTheZoneDoesThatItIsMeantFor(String rule, String zone) {
        ZoneId read =
                SettingTypes.of("zone").parse(rule).map(ZoneId.class::cast).orElseThrow();

        assertThat(read.getRules().getOffset(Instant.parse("2036-01-15T12:00:00Z")))
                .isEqualTo(ZoneId.of(zone).getRules().getOffset(Instant.parse("2036-01-15T12:00:00Z")));
        assertThat(read.getRules().nextTransition(Instant.parse("2036-01-15T12:00:00Z")))
                .isEqualTo(ZoneId.of(zone).getRules().nextTransition(Instant.parse("2036-01-15T12:00:00Z")));
    }

    @Test
    void theTablesShowEveryKind() {
        Set<String> demanding = new TreeSet<>(SettingTypes.words());
        demanding.removeAll(UNDEMANDING);

        assertThat(kindsOf(READ)).isEqualTo(SettingTypes.words());
        assertThat(kindsOf(REFUSED)).isEqualTo(demanding);
    }

    private static Set<String> kindsOf(String table) {
        return table.lines().map(line -> line.replaceAll("^'| .*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aKindKnowsItsOwnWord() {
        for (String word : SettingTypes.words()) {
            assertThat(SettingTypes.of(word + " 1000..2000").word()).isEqualTo(word);
        }
    }

    @Test
    void onlyASecretIsKeptFromSight() {
        assertThat(SettingTypes.words())
                .filteredOn(word -> SettingTypes.of(word + " 1000..2000").isSecret())
                .containsExactly("api-key", "bot-token", "database");
    }

    @Test
    void anUndeclaredKindStopsTheStart() {
        assertThatThrownBy(() -> SettingTypes.of("parsecs 1..")).hasMessageContaining("kind 'parsecs'");
    }

    @Test
    void aChatIsARoomAndMayHaveATopic() {
        assertThat(Chat.parse("-100123:45")).hasValueSatisfying(chat -> {
            assertThat(chat.room()).isEqualTo("-100123");
            assertThat(chat.topic()).hasValue(45L);
        });
        assertThat(Chat.parse("@example")).hasValue(new Chat("@example"));
        assertThat(Chat.parse("@example:45")).as("channels have no topics").isEmpty();
        assertThatThrownBy(() -> new Chat("-100123:45")).hasMessageContaining("-100123:45");
    }
}
