package conventions;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How types are called. */
class TypeNamesTest {
    @Test
    void noTwoTypesOfTheProductShareAName() {
        Map<String, List<Source>> byName = Source.below("src/vpnsentinel", ".java").stream()
                .collect(groupingBy(source -> source.path().getFileName().toString()));

        byName.remove("package-info.java");

        assertThat(byName).isNotEmpty();
        assertThat(byName.values())
                .filteredOn(types -> types.size() > 1)
                .as("types of one name")
                .isEmpty();
    }
}
