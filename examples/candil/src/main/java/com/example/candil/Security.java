package com.example.candil;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may see what: the checkout and the account are for those who signed in; with {@code
 * candil.solo-clientes=true}, as a wholesaler has it, all of the shop is.
 */
@Configuration(proxyBeanMethods = false)
class Security {

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, @Value("${candil.solo-clientes:false}") boolean customersOnly)
      throws Exception {
    return http.authorizeHttpRequests(
            paths -> {
              if (customersOnly) {
                paths.requestMatchers("/acceso", "/registro").permitAll();
                paths.anyRequest().authenticated();
              } else {
                paths
                    .requestMatchers("/compra/**", "/cuenta/**", "/pedido/**")
                    .authenticated()
                    .anyRequest()
                    .permitAll();
              }
            })
        .formLogin(
            form ->
                form.loginPage("/acceso")
                    .usernameParameter("correo")
                    .passwordParameter("clave")
                    .defaultSuccessUrl("/cuenta"))
        .logout(logout -> logout.logoutUrl("/salir").logoutSuccessUrl("/?adios"))
        .build();
  }
}
