document.getElementById('more').addEventListener('click', () => {
  const image = document.createElement('img');
  image.src = '/pages/nowhere.png?CANARY';
  document.getElementById('here').append(image);
});
