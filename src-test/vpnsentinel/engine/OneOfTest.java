package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneOfTest {
    private static final String CONDITION = "dns-leak, dns-elsewhere\n   exit-moved\n";

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @ParameterizedTest
    @CsvSource({
        "dns-leak, true",
        "dns-elsewhere, true",
        "exit-moved, true",
        "dns, false",
        "leak, false",
        "'dns-leak ', false",
        "'', false",
        ", false"
    })
    void itHoldsForEachWholeWordAndForNothingElse(String body, boolean holds) {
        exchange.getMessage().setBody(body);

        assertThat(new OneOf().createPredicate(CONDITION).matches(exchange)).isEqualTo(holds);
        assertThat(new OneOf().createExpression(CONDITION).evaluate(exchange, Boolean.class))
                .isEqualTo(holds);
    }

    @Test
    void itsWordsAreThoseBetweenBlanksCommasAndLineEnds() {
        assertThat(OneOf.words(CONDITION)).containsExactly("dns-leak", "dns-elsewhere", "exit-moved");
        assertThat(OneOf.words(" \n")).isEmpty();
    }
}
