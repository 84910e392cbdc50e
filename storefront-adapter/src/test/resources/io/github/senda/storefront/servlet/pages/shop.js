document.getElementById('throws').addEventListener('click', () => { null.CANARY(); });
document.getElementById('rejects').addEventListener('click', () => { Promise.reject(new RangeError('CANARY message')); });
document.getElementById('form').addEventListener('submit', event => {
  if (event.target.elements.coupon.value === 'stay') {
    event.preventDefault();
    document.getElementById('done').textContent = 'kept';
  }
});
