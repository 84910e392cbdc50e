/** Where journeys leave, why they take so long and how they get to a goal, as JSON. */
package io.github.senda.storefront.paths;
