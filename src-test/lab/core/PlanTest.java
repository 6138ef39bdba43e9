package lab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;

/** What a plan says, and what is said of a broken one. */
class PlanTest {
    @Test
    void whatIsLeftOutIsEmpty() {
        Plan plan = Plan.parse("{\"dir\":\"nowhere\"}");

        assertThat(plan.listen()).isEmpty();
        assertThat(plan.networks()).isEmpty();
        assertThat(plan.delegations()).isEmpty();
        assertThat(Ports.of(plan.ports()).stun()).containsExactly(3478, 19302);
    }

    @Test
    void aHomeWithANameHasAZone() {
        Plan plan = Plan.parse("{\"dir\":\"nowhere\",\"names\":{\"home.example.net\":[\"203.0.113.10\"]}}");

        assertThat(plan.delegations()).containsEntry("leak.example.net", "home.example.net");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|end-of-input",
                "{\"listen\":{\"dns\":[\"one.test\"]}}|one.test",
                "{\"names\":{\"a.test\":[\"203.0.113.256\"]}}|203.0.113.256",
                "{\"networks\":[{\"prefix\":\"203.0.113.0/33\"}]}|203.0.113.0/33",
                "{\"networks\":[{\"prefix\":\"203.0.113.0/24\",\"country\":\"Nowhere\"}]}|Nowhere",
                "{\"delegations\":{\"a.test\":\"b.test\"}}|b.test",
                "{\"ports\":{\"dns\":\"many\"}}|many"
            })
    void aBrokenPlanIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> Plan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theMostSpecificNetworkDecides() {
        Geography geography = new Geography(Plan.parse("""
                        {"networks":[
                          {"prefix":"2001:db8::/32","asn":64500,"org":"Example Access","country":"DE"},
                          {"prefix":"2001:db8:1::/48","asn":64501,"org":"Example Hosting","country":"SE","hosting":true}]}""").networks());

        assertThat(geography
                        .line(address("2001:db8:1::1"))
                        .orElseThrow()
                        .country()
                        .code())
                .isEqualTo("SE");
        assertThat(geography.line(address("2001:db8:2::1")).orElseThrow().asn().number())
                .isEqualTo(64500);
        assertThat(geography.line(address("192.0.2.1"))).isEmpty();
    }

    private static Address address(String literal) {
        return Address.parse(literal).orElseThrow();
    }
}
