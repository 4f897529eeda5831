package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficSplitTest {
    @Test
    void half_goes_to_each_version_and_the_picture_says_so() throws Exception {
        assertThat(Printed.by(TrafficSplit::main))
                .contains("ALB Controller 1.12.1 (Gateway API v1.5.1): []")
                .contains(
                        "GET http://shop.example.com/ goes to [1/2 Service shop/backend-v1:8080, 1/2 Service shop/backend-v2:8080]")
                .contains("-> Service shop/backend-v1:8080 [50%] -> Service shop/backend-v2:8080 [50%]")
                .contains("flowchart LR");
    }
}
