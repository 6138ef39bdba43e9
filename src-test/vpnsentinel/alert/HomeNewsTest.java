package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;

/** When another home address is news. */
class HomeNewsTest {
    private static HomeLine line(String... addresses) {
        Set<Address> current = Stream.of(addresses)
                .map(each -> Address.parse(each).orElseThrow())
                .collect(Collectors.toSet());
        return line(current, "");
    }

    private static HomeLine line(Set<Address> current, String prefixes) {
        return new HomeLine(
                current,
                Set.of(),
                Prefix.parseList(prefixes),
                Set.of(),
                Network.UNKNOWN,
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                Optional.empty());
    }

    private static Optional<String> told(HomeNews news, HomeLine line) {
        return news.of(line, Sights.NOW)
                .map(each -> (News.HomeLearnt) each)
                .map(home -> home.before() + ">" + home.now());
    }

    @Test
    void theFirstThatIsLearntIsToldOnce() {
        HomeNews news = new HomeNews(HomeLine.UNKNOWN);

        assertThat(told(news, HomeLine.UNKNOWN)).isEmpty();
        assertThat(told(news, line("203.0.113.7"))).contains(">203.0.113.7");
        assertThat(told(news, line("203.0.113.7"))).isEmpty();
    }

    @Test
    void aSecondFamilyIsNoNewsAndAnotherAddressOfOneIs() {
        HomeNews news = new HomeNews(line("203.0.113.7"));

        assertThat(told(news, line("203.0.113.7", "2001:db8:7:1::7"))).isEmpty();
        assertThat(told(news, line("203.0.113.8", "2001:db8:7:1::9"))).contains("203.0.113.7>203.0.113.8");
        assertThat(told(news, line("203.0.113.8", "2001:db8:8:1::9"))).contains("2001:db8:7:1::/64>2001:db8:8:1::/64");
    }

    @Test
    void whatIsRememberedOrNamedInTheSettingsIsNoNews() {
        assertThat(told(new HomeNews(line("203.0.113.7")), line("203.0.113.7"))).isEmpty();
        assertThat(told(
                        new HomeNews(line(Set.of(), "203.0.113.0/24")),
                        line(Set.of(Address.parse("203.0.113.7").orElseThrow()), "203.0.113.0/24")))
                .isEmpty();
    }
}
