package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.TinyMmdb;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;

/** Networks and countries from mounted files, in the publishers' different spellings. */
class GeoFilesTest {
    private static final Address EXIT = Address.parse("198.51.100.10").orElseThrow();
    private static final Map<String, ?> ASN_NESTED =
            Map.of("autonomous_system_number", 64501, "autonomous_system_organization", "Example VPN");
    private static final Map<String, ?> CITY = Map.of(
            "country", Map.of("iso_code", "SE"),
            "city", Map.of("names", Map.of("en", "Malmö")),
            "subdivisions", List.of(Map.of("names", Map.of("en", "Skåne"))),
            "location", Map.of("time_zone", "Europe/Stockholm"));
    private static final Map<String, ?> FLAT =
            Map.of("asn", "AS64501", "as_name", "Example VPN", "country_code", "SE", "country", "Sweden");

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final List<Address> asked = new ArrayList<>();

    private Path file(String name, TinyMmdb content) {
        try {
            return Files.write(folder.resolve(name), content.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GeoFiles files(Path... paths) {
        return new GeoFiles(List.of(paths), () -> now);
    }

    private ExitSighting lookUp(GeoFiles files, Address address) {
        NetworkDirectory.Entry found = find(files, address, this::provider);
        return new ExitSighting("directory", "directory", address, found.network(), found.place());
    }

    private NetworkDirectory.Entry find(
            GeoFiles files, Address address, Function<Address, Answer<ExitSighting>> provider) {
        NetworkDirectory directory = new NetworkDirectory(files, provider);
        directory.find(address, now);
        directory.lookUpWaiting(1, now);
        return directory.find(address, now);
    }

    private Answer<ExitSighting> provider(Address address) {
        asked.add(address);
        return new Answer.Seen<>(
                "online.test",
                new ExitSighting(
                        "online.test",
                        "online.test",
                        address,
                        new Network(Optional.of(new Asn(64509)), "Online", Network.Kind.UNKNOWN),
                        new Place(Country.parse("DE"), "", "", "")));
    }

    @Test
    void twoFilesTogetherKnowNetworkAndPlaceAndNobodyIsAsked() {
        GeoFiles files = files(
                file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED)),
                file("city.mmdb", new TinyMmdb().with("198.51.100.0/28", CITY)));

        ExitSighting found = lookUp(files, EXIT);

        assertThat(found.network()).hasToString("AS64501 Example VPN");
        assertThat(found.place()).isEqualTo(new Place(Country.parse("SE"), "Malmö", "Skåne", "Europe/Stockholm"));
        assertThat(asked).isEmpty();
    }

    @Test
    void aFlatFileIsReadToo() {
        GeoFiles files = files(file("lite.mmdb", new TinyMmdb().with("2001:db8:5::/48", FLAT)));

        ExitSighting found = lookUp(files, Address.parse("2001:db8:5::10").orElseThrow());

        assertThat(found.network()).hasToString("AS64501 Example VPN");
        assertThat(found.place().country()).contains(new Country("SE"));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatTheFilesDoNotSayTheProviderCompletes() {
        GeoFiles files = files(file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED)));

        assertThat(lookUp(files, EXIT).network()).hasToString("AS64501 Example VPN");
        assertThat(lookUp(files, EXIT).place().country()).contains(new Country("DE"));
        Address stranger = Address.parse("192.0.2.1").orElseThrow();
        assertThat(lookUp(files, stranger).network()).hasToString("AS64509 Online");
        assertThat(asked).contains(stranger);
    }

    @Test
    void whatTheFilesSayCountsWhenNoProviderAnswers() {
        GeoFiles files = files(file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED)));
        Answer<ExitSighting> missing = new Answer.Missing<>("online.test", "HTTP 429");

        assertThat(find(files, EXIT, address -> missing).known()).isTrue();
        assertThat(find(files, Address.parse("192.0.2.1").orElseThrow(), address -> missing)
                        .known())
                .isFalse();
    }

    @Test
    void theKindOfANetworkIsTakenFromTheFile() {
        GeoFiles files = files(file(
                "types.mmdb",
                new TinyMmdb()
                        .with("192.0.2.0/25", Map.of("traits", Map.of("user_type", "residential"), "asn", 64501))
                        .with("198.51.100.0/24", Map.of("is_hosting_provider", true, "asn", 64501))
                        .with("203.0.113.0/24", Map.of("as_type", "hosting", "asn", 64501))));

        assertThat(kind(files, "192.0.2.1")).isEqualTo(Network.Kind.ACCESS);
        assertThat(kind(files, "198.51.100.1")).isEqualTo(Network.Kind.HOSTING);
        assertThat(kind(files, "203.0.113.1")).isEqualTo(Network.Kind.HOSTING);
    }

    private static ExitSighting seen(long asn, String name, Network.Kind kind, Place place) {
        Network network = new Network(Optional.of(new Asn(asn)), name, kind);
        return new ExitSighting("one.test", "operator", EXIT, network, place);
    }

    @Test
    void whatAFileSaysWinsFieldByFieldOverWhatASourceSaw() {
        Map<String, ?> number = Map.of("asn", 64501);
        GeoFiles files = files(
                file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", number)),
                file("kind.mmdb", new TinyMmdb().with("198.51.100.0/24", Map.of("is_hosting", true))),
                file("city.mmdb", new TinyMmdb().with("198.51.100.0/24", Map.of("country_code", "SE"))));
        Place malmo = new Place(Country.parse("SE"), "Malmö", "Skåne", "Europe/Stockholm");
        Place berlin = new Place(Country.parse("DE"), "Berlin", "Berlin", "Europe/Berlin");

        ExitSighting right = files.correct(seen(64501, "Example VPN", Network.Kind.ACCESS, malmo));
        ExitSighting wrong = files.correct(seen(64509, "Wrong", Network.Kind.ACCESS, berlin));

        assertThat(right.network())
                .isEqualTo(new Network(Optional.of(new Asn(64501)), "Example VPN", Network.Kind.HOSTING));
        assertThat(right.place()).isEqualTo(malmo);
        assertThat(wrong.network()).isEqualTo(new Network(Optional.of(new Asn(64501)), "", Network.Kind.HOSTING));
        assertThat(wrong.place()).isEqualTo(new Place(Country.parse("SE"), "", "", ""));
        assertThat(wrong)
                .extracting(ExitSighting::source, ExitSighting::operator)
                .containsExactly("one.test", "operator");
    }

    @Test
    void whatNoFileKnowsStaysAsItWasSeen() {
        GeoFiles files = files(file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED)));
        Place berlin = new Place(Country.parse("DE"), "Berlin", "Berlin", "Europe/Berlin");
        ExitSighting seen = seen(64509, "Wrong", Network.Kind.HOSTING, berlin);

        assertThat(files.correct(seen).network())
                .isEqualTo(new Network(Optional.of(new Asn(64501)), "Example VPN", Network.Kind.HOSTING));
        assertThat(files.correct(seen).place()).isEqualTo(berlin);
        assertThat(GeoFiles.NONE.correct(seen)).isSameAs(seen);
    }

    @Test
    void aFileIsReadOnceForAnAddress() {
        Path path = file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED));
        GeoFiles files = files(path);

        assertThat(files.find(EXIT)).isSameAs(files.find(EXIT));
    }

    private Network.Kind kind(GeoFiles files, String address) {
        return lookUp(files, Address.parse(address).orElseThrow()).network().kind();
    }

    @Test
    void aReplacedFileIsReadAgain() throws IOException {
        Path path = file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED));
        GeoFiles files = files(path);
        assertThat(lookUp(files, EXIT).network()).hasToString("AS64501 Example VPN");

        file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", Map.of("asn", "AS64502", "as_name", "Other VPN")));
        Files.setLastModifiedTime(path, FileTime.from(now.plus(Duration.ofHours(1))));
        assertThat(files.lookAgain()).as("looked at every half minute").isFalse();
        assertThat(lookUp(files, EXIT).network()).hasToString("AS64501 Example VPN");
        now = now.plusSeconds(30);
        assertThat(files.lookAgain()).isTrue();

        assertThat(lookUp(files, EXIT).network()).hasToString("AS64502 Other VPN");
    }

    @Test
    void aBrokenOrMissingFileLeavesTheOneReadBefore() throws IOException {
        Path path = file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED));
        GeoFiles files = files(folder.resolve("missing.mmdb"), path);
        lookUp(files, EXIT);

        Files.writeString(path, "half a download");
        now = now.plusSeconds(30);
        assertThat(files.lookAgain()).isFalse();

        assertThat(lookUp(files, EXIT).network()).hasToString("AS64501 Example VPN");
    }

    @Test
    void theSettingNamesFilesThatMustBeReadable() {
        Path path = file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED));
        Map<String, String> fine = Map.of("VPN_SENTINEL_API_KEY", "key", "VPN_SENTINEL_GEOIP_DB", path.toString());
        Map<String, String> broken =
                Map.of("VPN_SENTINEL_API_KEY", "key", "VPN_SENTINEL_GEOIP_DB", path + ",/nowhere.mmdb");

        assertThat(Settings.read(fine, Half.SERVER).paths("geoip.files")).containsExactly(path);
        assertThatThrownBy(() -> Settings.read(broken, Half.SERVER))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("VPN_SENTINEL_GEOIP_DB='/nowhere.mmdb'");
    }

    @Test
    void aFileSaysItsKindAndWhenItWasMadeAndABrokenOneWhy() throws Exception {
        Path path = file("asn.mmdb", new TinyMmdb().with("198.51.100.0/24", ASN_NESTED));
        Path text = Files.writeString(folder.resolve("text.mmdb"), "no database");

        assertThat(GeoFileState.of(path))
                .isEqualTo(new GeoFileState(
                        path, "Tiny", Instant.ofEpochSecond(1_763_769_600L), true, false, Optional.empty()));
        assertThat(GeoFileState.of(folder.resolve("none.mmdb")).trouble()).isPresent();
        assertThat(GeoFileState.of(text).trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("text.mmdb"));
    }

    @Test
    void aFileSaysWhatItsRecordsKnow() {
        GeoFileState flat = GeoFileState.of(file("flat.mmdb", new TinyMmdb().with("198.51.100.0/24", FLAT)));
        GeoFileState late = GeoFileState.of(file(
                "late.mmdb",
                new TinyMmdb()
                        .with("192.0.2.0/24", Map.of("proxy", true))
                        .with("198.51.100.0/24", ASN_NESTED)
                        .with("2001:db8::/32", CITY)));
        GeoFileState other =
                GeoFileState.of(file("other.mmdb", new TinyMmdb().with("198.51.100.0/24", Map.of("proxy", true))));

        assertThat(flat)
                .extracting(GeoFileState::networks, GeoFileState::countries)
                .containsExactly(true, true);
        assertThat(late)
                .extracting(GeoFileState::networks, GeoFileState::countries)
                .containsExactly(true, true);
        assertThat(other)
                .extracting(GeoFileState::networks, GeoFileState::countries)
                .containsExactly(false, false);
    }
}
