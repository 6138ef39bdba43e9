package launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import demo.Demo;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar of the demonstration as it is shipped: beside the product's libraries it needs nothing. */
class DemoJarTest {
    private static final Path DEMO = Path.of("target/vpn-sentinel-demo.jar");
    private static final Path PRODUCT = Path.of("target/vpn-sentinel.jar");

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws IOException {
        try (JarFile jar = new JarFile(DEMO.toFile())) {
            // what the classes need is asked for by name; to read it all takes long
            classes = ArchConfiguration.withThreadLocalScope(reading -> {
                reading.setResolveMissingDependenciesFromClassPath(false);
                return new ClassFileImporter().importJar(jar);
            });
        }
    }

    @Test
    void whatItNeedsIsInItOrInTheProduct() throws Exception {
        Set<String> needed =
                classes.stream().flatMap(DemoJarTest::needs).collect(Collectors.toCollection(TreeSet::new));

        assertThat(needed).contains("com.fasterxml.jackson.databind.ObjectMapper");
        try (URLClassLoader shipped = new URLClassLoader(shipped(), ClassLoader.getPlatformClassLoader())) {
            assertThat(needed).filteredOn(name -> !isFound(name, shipped)).isEmpty();
        }
    }

    private static URL[] shipped() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(PRODUCT, DEMO));
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            libraries.forEach(jars::add);
        }
        List<URL> found = new ArrayList<>();
        for (Path jar : jars) {
            assertThat(jar).isRegularFile();
            found.add(url(jar));
        }
        return found.toArray(URL[]::new);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    private static Stream<String> needs(JavaClass each) {
        return each.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> !target.isPrimitive())
                .map(JavaClass::getName)
                .distinct();
    }

    private static boolean isFound(String name, ClassLoader loader) {
        return loader.getResource(name.replace('.', '/') + ".class") != null;
    }

    @Test
    void itHoldsNothingThatTheDemonstrationDoesNotUse() throws Exception {
        Set<String> used = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(Demo.class.getName()));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (classes.contain(name) && used.add(name)) {
                needs(classes.get(name)).forEach(next::push);
            }
        }

        Set<String> superfluous = files(classes.stream().map(JavaClass::getName));
        superfluous.removeAll(files(used.stream()));

        assertThat(used).hasSizeGreaterThan(20);
        assertThat(superfluous).containsExactly("demo.package-info");
        assertThat(Files.size(DEMO)).as("bytes").isLessThan(500_000);
    }

    /** Source files by their classes: the compiler adds classes that no other names. */
    private static Set<String> files(Stream<String> classes) {
        return classes.map(name -> name.replaceFirst("\\$.*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theProductHasNoClassOfIt() throws Exception {
        try (JarFile product = new JarFile(PRODUCT.toFile())) {
            assertThat(product.stream().map(Object::toString))
                    .contains("vpnsentinel/launch/Sentinel.class")
                    .noneMatch(name -> name.startsWith("demo/"));
        }
    }
}
