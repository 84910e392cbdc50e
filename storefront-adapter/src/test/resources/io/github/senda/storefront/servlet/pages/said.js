window.dataLayer = window.dataLayer || [];
function gtag() { window.dataLayer.push(arguments); }
gtag('event', 'view_item_list', {value: 12.5, currency: 'EUR', items: [{item_name: 'CANARY'}]});
window.dataLayer.push({event: 'custom_CANARY'});
document.addEventListener('DOMContentLoaded', () => document.getElementById('add').addEventListener('click', () => {
  window.dataLayer.push({event: 'add_to_cart', ecommerce: {value: 7, currency: 'USD'}});
}));
