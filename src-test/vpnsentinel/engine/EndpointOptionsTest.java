package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of an endpoint as a component gets them. */
class EndpointOptionsTest {
    @UriEndpoint(scheme = "door", syntax = "door:name", title = "Door")
    record Options(
            @UriPath String name,

            @UriParam(description = "Who has it.") @Metadata(required = true)
            String key,

            @UriParam String colour,
            @UriParam(defaultValue = "2") int wings,
            @UriParam(defaultValue = "false") boolean open) {
        Options {
            if (wings > 4) {
                throw new IllegalArgumentException("wings=" + wings + ", expected 4 at most");
            }
        }
    }

    private static final DefaultComponent COMPONENT = new DefaultComponent() {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException();
        }
    };

    private static Options read(Map<String, Object> parameters) {
        COMPONENT.setCamelContext(new DefaultCamelContext());
        return EndpointOptions.read(COMPONENT, Options.class, "front", parameters);
    }

    @Test
    void whatIsGivenIsTakenAndWhatIsUnknownIsLeftForTheEngineToRefuse() {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("key", " porter ", "wings", "3", "open", "true", "colour", "red", "colr", "blue"));

        Options options = read(parameters);

        assertThat(options).isEqualTo(new Options("front", "porter", "red", 3, true));
        assertThat(parameters).containsOnlyKeys("colr");
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(read(new HashMap<>(Map.of("key", "porter", "colour", " "))))
                .isEqualTo(new Options("front", "porter", "", 2, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour | red  | door:front needs the parameter 'key': Who has it.
            key    | ' '  | door:front needs the parameter 'key': Who has it.
            wings  | many | wings 'many', expected a whole number
            wings  | -1   | wings '-1', expected a whole number
            open   | yes  | open 'yes', expected true or false
            wings  | 5    | wings=5, expected 4 at most
            """)
    void whatCannotBeIsToldInWords(String name, String value, String words) {
        Map<String, Object> parameters = new HashMap<>(Map.of(name, value));
        if (!name.equals("colour")) {
            parameters.putIfAbsent("key", "porter");
        }

        assertThatThrownBy(() -> read(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }
}
