package vpnsentinel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vpnsentinel.health.Part;

/** The document says what the shipped routes do, no more and no less. */
class OpenApiTest {
    private static final Pattern FROM =
            Pattern.compile("uri: \"?(?:platform|worker)-http:\\{\\{api\\.path}}(/[^\"\\s?]+)\"?");
    private static final Pattern METHODS = Pattern.compile("httpMethodRestrict: \"?([A-Z,]+)\"?");

    private final JsonNode document = OpenApi.document("/api/v1", "2.0.0");

    @Test
    void everyOperationIsARouteAndEveryRouteAnOperation() throws IOException {
        Set<String> routes = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("server-routes"))) {
            for (Path file : files.toList()) {
                routes.addAll(operations(Files.readString(file)));
            }
        }

        assertThat(documented()).isEqualTo(routes);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).isNotEmpty();
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }

    @Test
    void aClientIsDescribedFieldByField() {
        JsonNode described = document.at("/components/schemas/Client");
        Set<String> required = new HashSet<>();
        described.path("required").forEach(name -> required.add(name.asText()));
        Set<String> properties = new HashSet<>();
        described.path("properties").fieldNames().forEachRemaining(properties::add);

        Set<String> fields = new HashSet<>();
        Arrays.stream(ClientBody.class.getRecordComponents())
                .forEach(
                        c -> fields.add(c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)));

        assertThat(required).isEqualTo(fields);
        assertThat(properties).isEqualTo(fields);
    }

    @Test
    void thePartsInTroubleAreThoseOfWhichHealthSpeaks() {
        Set<String> described = new HashSet<>();
        document.at("/components/schemas/Health/properties/degraded/items/properties/part/enum")
                .forEach(word -> described.add(word.asText()));

        assertThat(described)
                .isEqualTo(
                        Arrays.stream(Part.Name.values()).map(Part.Name::word).collect(Collectors.toSet()));
    }

    private Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private static Set<String> operations(String yaml) {
        Set<String> operations = new TreeSet<>();
        Matcher from = FROM.matcher(yaml);
        Matcher methods = METHODS.matcher(yaml);
        if (from.find() && methods.find()) {
            for (String method : methods.group(1).split(",", -1)) {
                if (!method.equals("HEAD")) { // every GET is answered to HEAD too
                    operations.add(method + " " + from.group(1));
                }
            }
        }
        return operations;
    }
}
