const go = (id, to, how) => document.getElementById(id).addEventListener('click', () => {
  window.result = history[how]({id}, '', to);
});
go('product', '/pages/spa/product/77?CANARY=1', 'pushState');
go('checkout', '/pages/spa/checkout', 'replaceState');
go('query', '?page=2', 'pushState');
